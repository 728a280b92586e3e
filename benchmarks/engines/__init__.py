"""The five rules that every engine can hold, each engine in a module of its own: `answer(cases, months)`."""
