package violations;

import org.springframework.beans.factory.annotation.Autowired;

public class InjectedField {

	@Autowired
	Runnable injected;

}
