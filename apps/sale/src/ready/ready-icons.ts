import {
  mdiBarcodeScan,
  mdiCardAccountDetailsOutline,
  mdiClockOutline,
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
  pending: mdiReceiptTextOutline,
  clock: mdiClockOutline,
  offline: mdiServerNetworkOff,
  scanner: mdiBarcodeScan,
  update: mdiUpdate,
}
