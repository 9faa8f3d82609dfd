package violations;

import org.springframework.stereotype.Component;

@Component
class Forgotten {

}
