const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * How tests start Debian's Chromium on a machine without a display, a sandbox or a way out: its headless shell, which is the same
 * engine without the windows around it and takes two thirds of the time.
 */
export const chromiumLaunch = {
  executablePath: process.env.CHROMIUM_HEADLESS_SHELL_PATH ?? '/usr/bin/chromium-headless-shell',
  args,
}

/** The whole browser, for a test of what only a user's own profile sets. */
export const wholeChromiumLaunch = { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args }
