import {
  mdiBarcodeScan,
  mdiCardAccountDetailsOutline,
  mdiClockOutline,
  mdiContentSaveOutline,
  mdiDatabaseOutline,
  mdiDoorOpen,
  mdiGlassCocktail,
  mdiReceiptTextOutline,
  mdiServerNetwork,
  mdiServerNetworkOff,
  mdiUpdate,
} from '@mdi/js'
import type { ReadyItemName } from './ready-item.ts'

export const readyIcons: Readonly<Record<ReadyItemName, string>> = {
  server: mdiServerNetwork,
  products: mdiGlassCocktail,
  visits: mdiDoorOpen,
  partners: mdiCardAccountDetailsOutline,
  storage: mdiDatabaseOutline,
  secondCopy: mdiContentSaveOutline,
  pending: mdiReceiptTextOutline,
  clock: mdiClockOutline,
  offline: mdiServerNetworkOff,
  scanner: mdiBarcodeScan,
  update: mdiUpdate,
}
