import { decodingSize, luminance } from './frames.js';

/**
 * Returns a function that finds the text of a QR code in a video: with BarcodeDetector, or else in the page, by a module
 * that is loaded only then. No picture leaves the device.
 */
export async function decoder() {
	const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []) ?? [];
	return formats.includes('qr_code') ? native() : inPage();
}

function native() {
	const detector = new globalThis.BarcodeDetector({ formats: ['qr_code'] });
	return async (video) => (await detector.detect(video))[0]?.rawValue;
}

async function inPage() {
	const { decode } = await import('./qr.js');
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true });
	return async (video) => {
		Object.assign(canvas, decodingSize(video.videoWidth, video.videoHeight));
		context.drawImage(video, 0, 0, canvas.width, canvas.height);
		const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
		return decode(luminance(data), canvas.width, canvas.height) ?? undefined;
	};
}
