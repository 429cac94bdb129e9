def read_workbook(path, request): raise NotImplementedError
