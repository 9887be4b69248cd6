// An HTML report within the page: in a frame that may run the report's own script, and reaches nothing else.
import { useEffect, useRef, useState } from "preact/hooks";

/** The policy of this page holds in the frame too: it knows the report's script and style by their digests. */
export function Preview({ html, title }: { html: Uint8Array; title: string }) {
  const [address, setAddress] = useState("");
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([html as Uint8Array<ArrayBuffer>], { type: "text/html" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [html]);
  if (!address) return null;
  return <div class="preview">
    <p class="tools"><a class="button" href={address} target="_blank" rel="noopener">Open it in a tab of its own, to print</a></p>
    <iframe ref={frame} title={title} src={address} sandbox="allow-scripts allow-popups" />
  </div>;
}
