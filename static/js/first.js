// Runs before anything is shown: the chosen theme must not arrive after the first paint.
// A cookie, since it outlives sign-out, which empties the browser's storage.
{
const theme = /(?:^|; )theme=(light|dark)/.exec(document.cookie);
if (theme) document.documentElement.dataset.theme = theme[1];
}
