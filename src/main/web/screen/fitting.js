const STEPS = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

/** Makes the texts of a component smaller until all of them are visible: the style sheet multiplies sizes by `--fit`. */
export class Fitting {

	#host;

	#box;

	#shown;

	/** @param box the selector of what must contain the texts; without it, the component itself */
	constructor(host, box) {
		this.#host = host;
		this.#box = box;
		host.addController(this);
	}

	hostUpdated() {
		const box = this.#box ? this.#host.querySelector(this.#box) : this.#host;
		const shown = box && [innerWidth, innerHeight, box.textContent.replace(/\d/g, '')].join(' ');
		if (box && shown !== this.#shown) {
			STEPS.some((size) => {
				box.style.setProperty('--fit', size);
				return box.scrollHeight <= box.clientHeight;
			});
		}
		this.#shown = shown;
	}

}
