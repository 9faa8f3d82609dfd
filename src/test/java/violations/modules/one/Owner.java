package violations.modules.one;

import violations.modules.two.Intruder;

public class Owner {

	final Class<?> back = Intruder.class;

}
