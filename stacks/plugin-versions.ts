/** Versions of Pulumi plugins, which are those of the npm packages that talk to them; a test holds them together. */
export const pluginVersions = {
  aws: '7.48.0',
  'azure-native': '3.28.0',
  gcp: '9.37.0',
  kubernetes: '4.34.2',
} as const
