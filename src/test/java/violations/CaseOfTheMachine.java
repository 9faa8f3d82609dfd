package violations;

import java.util.stream.Stream;

public class CaseOfTheMachine {

	Stream<String> lower(Stream<String> texts) {
		return texts.map(String::toLowerCase);
	}

	String upper(String text) {
		return text.toUpperCase();
	}

}
