/** Of the npm package whose provider is simulated: an engine wants a plugin of exactly this version. */
export const version = '9.37.0'
