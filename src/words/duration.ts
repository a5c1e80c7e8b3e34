/** `42.1 s`, and from two minutes on `12 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}
