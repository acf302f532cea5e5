// Passkeys: asks the browser for a key and sends it with the form around the button.
// <passkey-button data-kind="create|get" data-options="id of the JSON" | data-url="where to ask">
// Without script, or where the browser knows no passkeys, the button stays hidden.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const keys = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

function forCreation({ publicKey }) {
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: keys(publicKey.excludeCredentials),
    authenticatorSelection: {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

function forSignIn({ publicKey }) {
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: keys(publicKey.allowCredentials),
  };
}

function asJson(key) {
  const { response } = key;
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = fields.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  return {
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
    response: {
      ...Object.fromEntries(given),
      ...(response.getTransports && { transports: response.getTransports() }),
    },
  };
}

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", (event) => {
      event.preventDefault();
      this.ask().catch(() => { this.querySelector("[role=status]").textContent = this.dataset.failed; });
    });
  }

  async options() {
    if (this.dataset.options) return JSON.parse(document.getElementById(this.dataset.options).textContent);
    const answer = await fetch(this.dataset.url, { headers: { Accept: "application/json" } });
    return answer.json();
  }

  async ask() {
    const options = await this.options();
    const key = this.dataset.kind === "create"
      ? await navigator.credentials.create({ publicKey: forCreation(options.creation_options) })
      : await navigator.credentials.get({ publicKey: forSignIn(options.request_options) });
    const form = this.closest("form");
    form.elements.credential.value = JSON.stringify(asJson(key));
    form.submit();
  }
}

customElements.define("passkey-button", PasskeyButton);
