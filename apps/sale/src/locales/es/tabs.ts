export const tabs = {
  elsewhere: {
    title: 'La venta está abierta en otra pestaña',
    text: 'Se vende en una pestaña por vez, para que ningún pedido se cobre dos veces. Si seguís acá, el pedido abierto pasa a esta pestaña.',
    takeOver: 'Vender en esta pestaña',
    takingOver: 'Pasando la venta…',
    waiting: 'Si la otra pestaña no responde, cerrala y la venta pasa sola.',
  },
}
