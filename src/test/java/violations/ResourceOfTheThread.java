package violations;

import org.springframework.core.io.ClassPathResource;

public class ResourceOfTheThread {

	ClassPathResource resource() {
		return new ClassPathResource("some.json");
	}

}
