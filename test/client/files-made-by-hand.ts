/** The two files of a client whose owner cares about every byte of them. */
export const config = `# Made by hand
analytics_opt_in: false   # no, thanks

active_stack_id: '7c1b6f0e-51c9-4b0e-8f6e-9b3c1d2e4f50'
store:
    # ours, in Zürich
    type: rest
    url: https://team.example.com
    verify_ssl: true
future_key: {a: 1}
version: 0.97.0`
export const credentials = `# keep me
https://team.example.com:
  url: https://team.example.com
  api_key: ZENKEY_team
`
