package violations;

public class Printing {

	void out(String text) {
		System.out.println(text);
	}

	void err(String text) {
		System.err.println(text);
	}

	void stackTrace(Exception ex) {
		ex.printStackTrace();
	}

}
