// Country lines, made by outline.mjs when the page is built.
declare module 'outline' {
  const rings: number[][];
  export default rings;
}
