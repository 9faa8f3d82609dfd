/** The frequencies of each answer in hertz, one after the other. */
const TONES = { yes: [880, 1320], again: [660, 660], free: [660, 880, 660], no: [220, 165], later: [660] };

const SECONDS = 0.14;

let audio;

/** Sounds an answer, so that nobody has to look at the device. */
export function sound(answer) {
	try {
		audio ??= new AudioContext();
		TONES[answer].forEach((frequency, index) => {
			const tone = audio.createOscillator();
			tone.frequency.value = frequency;
			tone.connect(audio.destination);
			tone.start(audio.currentTime + index * SECONDS);
			tone.stop(audio.currentTime + (index + 0.9) * SECONDS);
		});
		navigator.vibrate?.(answer === 'no' ? [200, 80, 200] : 80);
	}
	catch (failure) {
		console.warn(failure.message);
	}
}
