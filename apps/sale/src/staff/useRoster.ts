// The steps of the cashiers' dialog: the manager's PIN first, then the list, and a PIN for whoever is added or forgot theirs.
import { ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { RosterRefused, type Cashier, type LocalStore, type Roster } from '@barra/local-store'
import { usePinWords } from './usePinWords.ts'

export type RosterStep =
  | { readonly kind: 'manager_pin' }
  | { readonly kind: 'new_manager_pin' }
  | { readonly kind: 'repeat_manager_pin'; readonly pin: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'cashier_pin'; readonly name: string; readonly cashier: Cashier | null }

export function useRoster(staff: LocalStore['staff'], hasManager: boolean) {
  const { t } = useI18n()
  const pinWords = usePinWords()
  const step = shallowRef<RosterStep>({ kind: hasManager ? 'manager_pin' : 'new_manager_pin' })
  const failure = ref('')
  const isBusy = ref(false)
  /** Who is being taken off the list; a slow disk takes a while. */
  const leaving = shallowRef<Cashier | null>(null)
  let roster: Roster | undefined

  function go(next: RosterStep, why = ''): void {
    step.value = next
    failure.value = why
  }

  /** Does one thing at a time, and says what kept it from being done. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    try {
      await work()
    } catch (error) {
      failure.value = t(`shift.staff.${error instanceof RosterRefused ? error.code : 'failed'}`)
    } finally {
      isBusy.value = false
    }
  }

  function enterPin(pin: string): Promise<void> {
    const now = step.value
    return attempt(async () => {
      switch (now.kind) {
        case 'manager_pin': {
          const outcome = await staff.openRoster(pin)
          if (outcome.kind !== 'right') return void (failure.value = pinWords(outcome))
          roster = outcome.roster
          return go({ kind: 'list' })
        }
        case 'new_manager_pin':
          return go({ kind: 'repeat_manager_pin', pin })
        case 'repeat_manager_pin':
          if (pin !== now.pin) return go({ kind: 'new_manager_pin' }, t('shift.pin.differ'))
          if (roster) await roster.setManagerPin(pin)
          else roster = await staff.setUpManager(pin)
          return go({ kind: 'list' })
        case 'cashier_pin':
          if (now.cashier) await roster?.setPin(now.cashier, pin)
          else await roster?.add({ name: now.name, pin })
          return go({ kind: 'list' })
      }
    })
  }

  return {
    step,
    failure,
    isBusy,
    leaving,
    enterPin,
    addCashier: (name: string) =>
      attempt(async () => {
        if (roster) go({ kind: 'cashier_pin', name: await roster.freeName(name), cashier: null })
      }),
    renewPin: (cashier: Cashier) => go({ kind: 'cashier_pin', name: cashier.name, cashier }),
    changeManagerPin: () => go({ kind: 'new_manager_pin' }),
    toList: () => go({ kind: 'list' }),
    /** Whether the manager has said the PIN, so that there is a list to go back to. */
    hasList: () => roster !== undefined,
    remove: (cashier: Cashier) =>
      attempt(async () => {
        leaving.value = cashier
        await roster?.remove(cashier).finally(() => (leaving.value = null))
      }),
  }
}
