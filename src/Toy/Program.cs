using Unmask.Toy.Commands;

return CommandLine.Run(args);
