package violations;

public class Sleeping {

	void sleep() throws InterruptedException {
		Thread.sleep(1);
	}

}
