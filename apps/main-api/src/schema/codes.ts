// Codes that the club's rows carry.

export const OPERATION_TYPE = { entry: 4, exit: 7, saleOrCancellation: 8, fastEntry: 21 } as const

export const DETAIL_STATE = { unpaid: 'NO PAGADO', paid: 'PAGADO', cancelled: 'ANULADO', creditNote: 'NC' } as const
