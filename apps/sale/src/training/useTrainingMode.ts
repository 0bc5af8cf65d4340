import { inject, provide, type Component, type InjectionKey } from 'vue'
import type { Training } from '@barra/local-store/training'

/** A training under way, and the banner that says so. */
export interface TrainingUnderWay {
  readonly training: Training
  readonly Banner: Component
}

/** How the terminal gets into a training and out of it. */
export interface TrainingMode {
  isOn(): boolean
  enter(): Promise<void>
  leave(): Promise<void>
}

const key: InjectionKey<TrainingMode> = Symbol('the terminal’s training mode')

export function provideTrainingMode(mode: TrainingMode): void {
  provide(key, mode)
}

export function useTrainingMode(): TrainingMode {
  const mode = inject(key)
  if (!mode) throw new Error('no training mode here: the app provides it')
  return mode
}
