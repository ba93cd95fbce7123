import { createTransport, type Transporter } from "nodemailer";

/** Sends an e-mail through the server of `SMTP_URL`; throws when it is not taken. */
export async function sendEmail(message: {
  recipient: string;
  subject: string;
  body: string;
  id: string;
}): Promise<void> {
  await mailServer().sendMail({
    from: process.env.MAIL_FROM ?? "Giọt Hồng <no-reply@localhost>",
    to: { name: "", address: message.recipient },
    subject: message.subject,
    text: message.body,
    messageId: `<${message.id}@giot-hong>`,
  });
}

/**
 * Hands a text message to the gateway of `SMS_WEBHOOK_URL`, which the society rents from whom it likes: a POST of
 * `{id, to, text}`; anything but a 2xx answer within ten seconds is a failure. The id lets it drop a repetition.
 */
export async function sendText(message: { recipient: string; body: string; id: string }): Promise<void> {
  const address = process.env.SMS_WEBHOOK_URL;
  if (!address) throw new Error("SMS_WEBHOOK_URL is not set.");
  const token = process.env.SMS_WEBHOOK_TOKEN;
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ id: message.id, to: message.recipient, text: message.body }),
    signal: AbortSignal.timeout(10_000),
    redirect: "error",
  });
  if (!response.ok) throw new Error(`The gateway answered ${response.status}.`);
}

let server: Transporter | undefined;

function mailServer(): Transporter {
  const url = process.env.SMTP_URL;
  if (!url) throw new Error("SMTP_URL is not set.");
  server ??= createTransport({ url, pool: true, connectionTimeout: 10_000, socketTimeout: 20_000 });
  return server;
}
