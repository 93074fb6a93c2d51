import { Converter } from 'typedoc';

/** Calls a package in the API reference what it is called when it is imported, rather than by its folder. */
export function load({ converter }) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) module.name = module.name.replace(/^(.+)\/src$/, '@wxt/$1');
  });
}
