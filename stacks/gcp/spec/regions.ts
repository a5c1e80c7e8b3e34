/** Regions that are offered while somebody types: the usual ones first. Others are taken too, and asked about at Google Cloud. */
export const usualRegions: readonly string[] = [
  ...['us-central1', 'us-east1', 'us-east4', 'us-west1', 'europe-west1', 'europe-west4', 'europe-west3'],
  ...['europe-west2', 'europe-north1', 'asia-southeast1', 'asia-northeast1', 'asia-south1'],
  ...['australia-southeast1', 'northamerica-northeast1', 'southamerica-east1', 'us-east5', 'us-south1'],
  ...['us-west2', 'us-west3', 'us-west4', 'europe-central2', 'europe-southwest1', 'europe-west6'],
  ...['europe-west8', 'europe-west9', 'europe-west10', 'europe-west12', 'europe-north2', 'asia-east1'],
  ...['asia-east2', 'asia-northeast2', 'asia-northeast3', 'asia-south2', 'asia-southeast2'],
  ...['australia-southeast2', 'northamerica-northeast2', 'northamerica-south1', 'southamerica-west1'],
  ...['me-central1', 'me-central2', 'me-west1', 'africa-south1'],
]

/** What is wrong with the name of a region, as the end of a sentence. */
export function regionProblem(region: string): string | undefined {
  if (/^[a-z]+-[a-z]+\d+-[a-z]$/.test(region))
    return 'must be a region, such as europe-west1, and not a zone of one'
  return /^[a-z]+-[a-z]+\d+$/.test(region)
    ? undefined
    : 'must be the name of a region of Google Cloud, such as europe-west1'
}

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects: with the domain of older ones in front. */
export function projectProblem(project: string): string | undefined {
  return /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project)
    ? undefined
    : 'must be the id of a project, such as team-tools-471112: not its name, nor its number'
}
