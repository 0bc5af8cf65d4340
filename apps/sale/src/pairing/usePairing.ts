import { computed, ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { findEndpoint, newTerminalToken, pairTerminal, type Pairing, type PairingFailure } from '@barra/local-store'
import { isLessSecure, OWN_SERVER, toServerUrl, type AddressTrouble } from './server-address.ts'

export const CODE_LENGTH = 6

/** The endpoint's own address is tried first, since the club's server as a rule serves this page too. */
export function usePairing(onPaired: (pairing: Pairing) => void) {
  const serverUrl = ref<string | null>(null)
  const isSearching = ref(false)
  const isPairing = ref(false)
  const addressFailure = shallowRef<AddressTrouble | null>(null)
  const codeFailure = shallowRef<PairingFailure | null>(null)
  const code = ref(codeIn(location.hash))
  // Good once, so it must not come back with a reload.
  const router = useRouter()
  void router.isReady().then(() => router.replace({ hash: '' }))
  // One for all tries: a code whose answer was lost has taken this token.
  const token = newTerminalToken()

  const isComplete = computed(() => code.value.length === CODE_LENGTH)
  const host = computed(() => (serverUrl.value === null ? '' : new URL(serverUrl.value, location.href).host))

  async function search(url: string): Promise<void> {
    isSearching.value = true
    addressFailure.value = await findEndpoint(url)
    serverUrl.value = addressFailure.value === null ? url : null
    isSearching.value = false
  }

  async function searchTyped(text: string): Promise<void> {
    const url = toServerUrl(text, location.protocol)
    if (url === null) addressFailure.value = 'wrong_address'
    else if (isLessSecure(url, location.protocol)) addressFailure.value = 'insecure'
    else await search(url)
  }

  /** The page may be served by somebody else: then nothing is wrong, the address is only not known yet. */
  async function searchOwn(): Promise<void> {
    await search(OWN_SERVER)
    addressFailure.value = null
  }

  function changeAddress(): void {
    serverUrl.value = null
    codeFailure.value = null
  }

  function type(digit: string): void {
    codeFailure.value = null
    if (!isComplete.value) code.value += digit
  }

  function deleteLast(): void {
    codeFailure.value = null
    code.value = code.value.slice(0, -1)
  }

  function clear(): void {
    codeFailure.value = null
    code.value = ''
  }

  async function pair(): Promise<void> {
    if (serverUrl.value === null || !isComplete.value || isPairing.value) return
    isPairing.value = true
    codeFailure.value = null
    const outcome = await pairTerminal(serverUrl.value, code.value, token)
    isPairing.value = false
    if (outcome.kind === 'paired') {
      onPaired(outcome.pairing)
      return
    }
    codeFailure.value = outcome.failure
    if (outcome.failure === 'wrong_code') code.value = ''
  }

  const state = { serverUrl, host, isSearching, isPairing, addressFailure, codeFailure, code, isComplete }
  return { ...state, searchOwn, searchTyped, changeAddress, type, deleteLast, clear, pair }
}

/** The link in the QR code ends in it. */
function codeIn(hash: string): string {
  return /^#(\d{6})$/.exec(hash)?.[1] ?? ''
}
