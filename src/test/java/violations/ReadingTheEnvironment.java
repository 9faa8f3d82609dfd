package violations;

public class ReadingTheEnvironment {

	String read() {
		return System.getenv("HOME");
	}

}
