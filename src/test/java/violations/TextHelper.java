package violations;

public class TextHelper {

}
