// Training: loaded only by who practises, so that selling does not pay for it.
export { openTraining, type Training } from './open-training.ts'
export { TRAINING_FAULTS, type TrainingFault } from './training-fault.ts'
