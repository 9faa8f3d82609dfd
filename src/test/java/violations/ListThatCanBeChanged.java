package violations;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public class ListThatCanBeChanged {

	List<String> list() {
		return Stream.of("a").collect(Collectors.toList());
	}

}
