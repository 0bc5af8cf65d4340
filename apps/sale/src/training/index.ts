// What a training needs beside the terminal's own screens: loaded when one begins, all at once, so that none is without its banner.
export { openTraining } from '@barra/local-store/training'
export { default as TrainingBanner } from './TrainingBanner.vue'
