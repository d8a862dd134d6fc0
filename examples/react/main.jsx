// The widget in React 19. Run, after the steps of examples/README.md:
//   npx esbuild examples/react/main.jsx --bundle --format=esm --jsx=automatic --define:process.env.NODE_ENV='"production"' --outfile=examples/react/built.js
// pomscope.js is not bundled: a script tag of the page loads it from where its files lie. React takes an attribute as it
// is written and an event as `on` and its whole name; of older versions, add the listeners by hand through a ref.
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function Assessment({ lang }) {
  const element = useRef(null);
  const [told, setTold] = useState("Nothing yet.");
  return (
    <>
      <h1>How do you stand?</h1>
      <pom-scope
        ref={element}
        lang={lang}
        start="full"
        onpomscope-ready={() => setTold("The questions are there.")}
        onpomscope-progress={({ detail }) => setTold(`${detail.percent} % answered.`)}
      >
        <p>The assessment is loading …</p>
      </pom-scope>
      <p role="status" id="told">{told}</p>
      <button type="button" onClick={() => element.current.reset()}>Back to the start</button>
    </>
  );
}

createRoot(document.getElementById("root")).render(<Assessment lang="en" />);
