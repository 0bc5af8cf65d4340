// Run in the page, from a page of the same origin that has no terminal open.

/**
 * Puts copies of a terminal's only ticket beside it as if they had been sold a second apart in a night of long ago, with visits and
 * numbers of their own, the first of them refused.
 */
export async function addSoldLongAgo({ count, from }: { count: number; from: string }): Promise<void> {
  const settled = <Result>(request: IDBRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error!)
    })
  const name = (await indexedDB.databases())
    .map((database) => database.name!)
    .find((each) => /tickets--\d+--tickets$/.test(each))!
  const database = await settled(indexedDB.open(name))
  const docs = database.transaction('docs', 'readwrite').objectStore('docs')
  const [ticket] = (await settled(docs.getAll())) as { id: string }[]
  for (let i = 0; i < count; i++) {
    const at = new Date(Date.parse(from) + i * 1000)
    const time = at.getTime().toString(16).padStart(12, '0')
    const sold = {
      id: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(i).padStart(12, '0')}`,
      ticket_date: at.toISOString(),
      ticket_number: `9-${String(i).padStart(4, '0')}`,
      id_visit: 1_000_000 + i,
      shift_id: null,
      sync_status: i === 0 ? 'ERROR' : 'SYNCED',
    }
    await settled(docs.put({ ...ticket, ...sold }))
  }
  database.close()
}
