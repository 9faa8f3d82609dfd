package violations;

public class TextUtil {

}
