"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { deleteViewAction, renameViewAction, restoreViewAction, saveViewAction } from "@/lib/documents/views/actions";
import { typed } from "@/lib/forms/state";

/** Keeps the board one came from under a name. */
export function SaveViewForm({
  requestKey,
  address,
  words,
}: {
  requestKey: string;
  address: string;
  words: { name: string; address: string; addressHint: string; save: string };
}) {
  return (
    <ActionForm action={saveViewAction} values={{ requestKey, address }} className="grid gap-4">
      {(state) => (
        <>
          <input type="hidden" name="requestKey" value={typed(state, "requestKey", requestKey)} />
          <TextInput
            name="name"
            label={words.name}
            maxLength={80}
            required
            error={state.errors.name}
            defaultValue={typed(state, "name")}
          />
          <TextInput
            name="address"
            label={words.address}
            hint={words.addressHint}
            required
            error={state.errors.address}
            defaultValue={typed(state, "address", address)}
          />
          <div>
            <SubmitButton>{words.save}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Another name for a view, and the way to put it away. */
export function ViewForms({
  view,
  words,
}: {
  view: { id: string; name: string };
  words: { rename: string; newName: string; remove: string };
}) {
  return (
    <div className="flex flex-wrap items-end gap-2">
      <details>
        <summary className="inline-flex min-h-11 cursor-pointer items-center rounded-control px-3 text-sm font-medium">
          {words.rename}
        </summary>
        <ActionForm
          action={renameViewAction}
          values={{ viewId: view.id, name: view.name }}
          className="flex items-end gap-2 pt-2"
        >
          {(state) => (
            <>
              <input type="hidden" name="viewId" value={view.id} />
              <TextInput
                id={`name-${view.id}`}
                name="name"
                label={words.newName}
                maxLength={80}
                error={state.errors.name}
                defaultValue={typed(state, "name", view.name)}
              />
              <SubmitButton variant="secondary">{words.rename}</SubmitButton>
            </>
          )}
        </ActionForm>
      </details>
      <OneViewForm action={deleteViewAction} viewId={view.id} label={words.remove} />
    </div>
  );
}

/** Brings a view back that was put away. */
export function RestoreForm({ viewId, label }: { viewId: string; label: string }) {
  return <OneViewForm action={restoreViewAction} viewId={viewId} label={label} />;
}

function OneViewForm({ action, viewId, label }: { action: typeof deleteViewAction; viewId: string; label: string }) {
  return (
    <ActionForm action={action}>
      {() => (
        <>
          <input type="hidden" name="viewId" value={viewId} />
          <SubmitButton variant="quiet">{label}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
