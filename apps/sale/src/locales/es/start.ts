export const start = {
  opening: 'Abriendo la terminal…',
  slogan: 'La barra sigue vendiendo aunque se caiga el servidor del club.',
  unpaired: {
    title: 'Esta terminal todavía no está vinculada',
    text: 'La primera vez hace falta el servidor del club. Prendelo o revisá la red y probá de nuevo; después abre sin él.',
    retry: 'Probar de nuevo',
  },
  insecure: {
    title: 'Esta dirección no sirve para vender',
    text: 'El navegador solo deja guardar ventas en una página segura: entrá por https:// o en localhost. Lo ya guardado no se toca.',
  },
  failed: {
    title: 'No se pudo abrir la base local',
    text: 'Las ventas guardadas siguen en este disco: no borres los datos del navegador. Cerrá otras pestañas de Barra y probá de nuevo.',
    reload: 'Abrir de nuevo',
  },
}
