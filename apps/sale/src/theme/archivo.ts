// The one file with Archivo's weight and width axes, latin only: the package's own stylesheet would ship all the others too.
import file from '@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2?url'

/** Makes the family `Archivo` known and starts to load it; until then the system's font shows. */
export function loadArchivo(): void {
  const archivo = new FontFace('Archivo', `url(${file}) format('woff2')`, { weight: '100 900', stretch: '62% 125%' })
  document.fonts.add(archivo)
  archivo.load().catch((error: unknown) => console.error('the font did not load', error))
}
