package dev.plenum.platform.broadcast;

/**
 * The receiver's handle of its operation. Use it on the receiver's executor only.
 */
public interface Delivery {

	/**
	 * Continues to send, after the receiver had no room.
	 */
	void resume();

	/**
	 * Stops the operation for this receiver. It receives nothing more.
	 */
	void stop();

}
