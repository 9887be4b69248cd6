// An HTML report within the page: in a frame that runs the report's own script, and nothing else.
import { useEffect, useState } from "preact/hooks";

/** The policy of this page holds in the frame too, beside the report's own: both know its script and style by their
 *  digests. It has the origin of the page, since a report goes from part to part by its own address.
 */
export function Preview({ html, title }: { html: Uint8Array; title: string }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([html as Uint8Array<ArrayBuffer>], { type: "text/html" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [html]);
  if (!address) return null;
  return <div class="preview">
    <p class="tools"><a class="button" href={address} target="_blank" rel="noopener">Open it in a tab of its own, to print</a></p>
    <iframe title={title} src={address} />
  </div>;
}
