/** What is open over the screen, the last one in front. A message that goes away by itself is not. Given to functions that run in the page. */
export const OVERLAYS = '.v-overlay--active:not(.v-snackbar) .v-overlay__content'
