/** The databases of a training begin with it; no other's do. */
export const TRAINING_NAME = 'barra-training'

/** Deletes everything of a training from the disk. What another tab still has open goes as soon as that tab lets go. */
export async function wipeTraining(): Promise<void> {
  const databases = await indexedDB.databases()
  const names = databases.map(({ name }) => name ?? '').filter((name) => name.includes(`${TRAINING_NAME}-`))
  await Promise.all(names.map(deleted))
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    for (const event of ['success', 'error', 'blocked']) request.addEventListener(event, () => resolve())
  })
}
