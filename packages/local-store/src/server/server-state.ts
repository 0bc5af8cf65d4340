/** Whether the endpoint answers, by its own health route. `since` is ISO 8601 with offset. */
export type ServerState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'online'; readonly since: string }
  /** `network_down`: this machine has no network. `server_down`: there is a network, the club's server does not answer. `captive_portal`: something answers with a page of its own, as a network does whose terms nobody accepted. `not_paired`: it answers, but does not know this terminal's token. */
  | {
      readonly kind: 'offline'
      readonly since: string
      readonly cause: 'network_down' | 'server_down' | 'captive_portal' | 'not_paired'
    }
