/** Hands a file to the browser's downloads. */
export function download(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads it after the click, and nobody says when it is done.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
