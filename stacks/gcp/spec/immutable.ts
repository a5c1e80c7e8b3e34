/** What of a deployment at Google Cloud can't be changed while it is there: its data would stay behind, or be lost. Flags. */
export const fixed = ['project', 'region', 'network', 'network-cidr', 'subnetwork', 'cluster'] as const
