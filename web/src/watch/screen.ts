/** Full screen and picture-in-picture, with the words that older iPhones have for the first. */

type AppleVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

const ignoreRefusal = () => {
  // A browser or an iframe may refuse; the page stays as it is.
};

export function toggleFullscreen(stage: HTMLElement, video: AppleVideo): void {
  if (document.fullscreenElement) void document.exitFullscreen().catch(ignoreRefusal);
  else if ('requestFullscreen' in stage) void stage.requestFullscreen().catch(ignoreRefusal);
  else video.webkitEnterFullscreen?.();
}

/** Firefox has it too, but only behind a button of its own. */
export const hasPictureInPicture = () => document.pictureInPictureEnabled === true;

export function togglePictureInPicture(video: HTMLVideoElement): void {
  const done = document.pictureInPictureElement
    ? document.exitPictureInPicture()
    : video.requestPictureInPicture();
  void Promise.resolve<unknown>(done).catch(ignoreRefusal);
}
