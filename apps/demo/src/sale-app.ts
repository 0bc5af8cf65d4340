import { join } from 'node:path'
import express, { Router } from 'express'

const ONE_YEAR = 'public, max-age=31536000, immutable'

/** The built sale app: files as they are, and the page itself for every route that the page knows. */
export function serveSaleApp(directory: string): Router {
  const page = join(directory, 'index.html')
  return (
    Router()
      .use(
        express.static(directory, {
          index: false,
          redirect: false,
          setHeaders: (response, path) => {
            // Files under assets/ carry a hash of their content in their name; everything else may change under the same name.
            response.setHeader('Cache-Control', path.startsWith(join(directory, 'assets')) ? ONE_YEAR : 'no-cache')
          },
        }),
      )
      // A file that is missing must be missing: the page in place of a script would be cached as that script.
      .get(/^[^.]*$/, (_request, response, next) => {
        response.sendFile(
          page,
          { headers: { 'Cache-Control': 'no-cache' }, cacheControl: false },
          (error) => error && next(error),
        )
      })
  )
}
