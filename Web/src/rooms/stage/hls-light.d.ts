/** The build of hls.js without what a live room has no use for; it has the same types. */
declare module "hls.js/light" {
  export { default } from "hls.js";
}
