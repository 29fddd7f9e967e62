import { render } from "preact";

render(<main><h1>Zero Trust Analytics</h1></main>, document.getElementById("app")!);
