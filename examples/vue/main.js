// The widget in Vue 3. Run, after the steps of examples/README.md:
//   npx esbuild examples/vue/main.js --bundle --format=esm --define:process.env.NODE_ENV='"production"' --define:__VUE_OPTIONS_API__=false --define:__VUE_PROD_DEVTOOLS__=false --define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false --outfile=examples/vue/built.js
// pomscope.js is not bundled: a script tag of the page loads it from where its files lie. In a single-file component the
// template would say
//   <pom-scope ref="element" lang="en" start="full" @pomscope-progress="({ detail }) => (told = `${detail.percent} % answered.`)">
// and Vue's compiler must be told that the tag is none of its own: compilerOptions.isCustomElement = (tag) => tag === "pom-scope".
import { createApp, defineComponent, h, ref } from "vue";

const Assessment = defineComponent({
  props: { lang: String },
  setup(props) {
    const element = ref();
    const told = ref("Nothing yet.");
    return () => [
      h("h1", "How do you stand?"),
      h(
        "pom-scope",
        {
          ref: element,
          lang: props.lang,
          start: "full",
          "onPomscope-ready": () => (told.value = "The questions are there."),
          "onPomscope-progress": ({ detail }) => (told.value = `${detail.percent} % answered.`),
        },
        h("p", "The assessment is loading …"),
      ),
      h("p", { role: "status", id: "told" }, told.value),
      h("button", { type: "button", onClick: () => element.value.reset() }, "Back to the start"),
    ];
  },
});

createApp(Assessment, { lang: "en" }).mount("#root");
